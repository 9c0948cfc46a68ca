export function BackTestPage() {
  return null;
}
