// What the pages gain where scripts run. Each part finds its own elements and is silent where there are none.
import { enableCopying } from "./copy.js";
import { enableImporting } from "./import.js";
import { enableKeys } from "./keys.js";
import { enableMatching } from "./match.js";
import { enableSearching } from "./search.js";
import { enableTheme } from "./toggle.js";

enableTheme();
enableCopying();
enableKeys();
enableSearching();
enableMatching();
enableImporting();
