import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '../samples/samples.css';
import './explorer.css';

import { PageFrame } from '../frame/page-frame';
import { startPage } from '../frame/start-page';
import { ExplorerPage } from './explorer-page';

startPage(<PageFrame>{(viewing) => <ExplorerPage {...viewing} />}</PageFrame>);
