import '../samples/samples.css';
import './operation.css';

import { PageFrame } from '../frame/page-frame';
import { startPage } from '../frame/start-page';
import { OperationPage } from './operation-page';

startPage(<PageFrame>{(viewing) => <OperationPage {...viewing} />}</PageFrame>);
