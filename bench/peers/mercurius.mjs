// No federation at all: the shop's one schema in one Mercurius server with its compiler, data in the same process.
// node mercurius.mjs SHOP_MODULE PORT
import fastify from 'fastify';
import mercurius from 'mercurius';

const [module, port] = process.argv.slice(2);
const { shopMonolith } = (await import(module)).default;
const app = fastify();
app.register(mercurius, { schema: shopMonolith.sdl, resolvers: shopMonolith.resolvers, jit: 1 });
await app.listen({ port: Number(port), host: '127.0.0.1' });
