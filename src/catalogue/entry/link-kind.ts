import { editDistance } from "../edit-distance.js";
import { memoString } from "../memo.js";
import type { LinkKind } from "../paper.js";
import { isRelativePaper } from "../relative-links.js";
import { webUrl } from "../web-url.js";

/** The words of labels for each kind. The first known word of a label decides. */
const wordsOfKind: readonly (readonly [LinkKind, string])[] = [
  [
    "paper",
    "paper papers pdf poster-paper manuscript publication proceedings proceeding abs abstract html acm ieee cvf pmlr aaai acl springer elsevier sciencedirect doi link-paper full-paper preprint 论文 논문 論文 supp supplementary appendix",
  ],
  ["arxiv", "arxiv axriv arixv arxive alphaxiv"],
  ["openreview", "openreview review reviews forum"],
  [
    "code",
    "code codes github gitlab gitee git repo repository source implementation implementations official unofficial pytorch torch tensorflow tf jax keras caffe mxnet paddle paddlepaddle mindspore matlab lua theano chainer python colab notebook 代码 코드",
  ],
  ["hugging face", "huggingface hf model 模型 models checkpoint checkpoints weights space spaces"],
  ["paper with code", "pwc paperswithcode paperwithcode"],
  ["project", "project projects page homepage 主页 website webpage site web demo demos"],
  ["video", "video 视频 videos youtube talk talks presentation bilibili"],
  ["slides", "slides slide ppt poster"],
  [
    "other",
    "paperlist blog blogs post bibtex bib dataset 数据集 datasets data news twitter tweet tweets thread interview article explanation summary note notes zhihu notion reddit colab-demo discussion wiki docs doc documentation",
  ],
];

const labelWords: ReadonlyMap<string, LinkKind> = new Map(
  wordsOfKind.flatMap(([kind, words]) => words.split(" ").map((word) => [word, kind] as const)),
);

/** Hosts that imply a kind, the most specific first. */
const hosts: readonly (readonly [RegExp, LinkKind])[] = [
  [/(?:^|\.)(?:arxiv\.org|alphaxiv\.org|ar5iv\.org|ar5iv\.labs\.arxiv\.org|arxiv-vanity\.com)$/, "arxiv"],
  [/(?:^|\.)openreview\.net$/, "openreview"],
  [/(?:^|\.)paperswithcode\.com$/, "paper with code"],
  [
    /^(?:gist\.)?github\.com$|^gitlab\.|^gitee\.com$|^bitbucket\.org$|^codeberg\.org$|^colab\.research\.google\.com$|^code\.google\.com$/,
    "code",
  ],
  [/(?:^|\.)(?:huggingface\.co|hf\.co|modelscope\.cn)$/, "hugging face"],
  [
    /(?:^|\.)(?:youtube\.com|youtu\.be|vimeo\.com|bilibili\.com|slideslive\.com|videolectures\.net)$/,
    "video",
  ],
  [/(?:^|\.)(?:slideshare\.net|speakerdeck\.com)$|^docs\.google\.com$/, "slides"],
  [/\.github\.io$|^sites\.google\.com$|\.gitlab\.io$|\.vercel\.app$|\.netlify\.app$/, "project"],
  [
    /(?:^|\.)(?:aclanthology\.org|aclweb\.org|thecvf\.com|mlr\.press|jmlr\.org|doi\.org|ieee\.org|computer\.org|acm\.org|neurips\.cc|nips\.cc|icml\.cc|iclr\.cc|mlsys\.org|ecva\.net|aaai\.org|ijcai\.org|springer\.com|springeropen\.com|sciencedirect\.com|elsevier\.com|nature\.com|science\.org|sciencemag\.org|cell\.com|wiley\.com|tandfonline\.com|mdpi\.com|frontiersin\.org|plos\.org|biorxiv\.org|medrxiv\.org|ssrn\.com|usenix\.org|isca-speech\.org|isca-archive\.org|bmva\.org|bmva-archive\.org\.uk|roboticsproceedings\.org|semanticscholar\.org|researchgate\.net|hal\.science|techrxiv\.org|eprint\.iacr\.org|iacr\.org|ndss-symposium\.org|vldb\.org|dblp\.org|cambridge\.org|oup\.com|iop\.org|aps\.org|pnas\.org|royalsocietypublishing\.org|eurographics\.org|eg\.org|spiedigitallibrary\.org|iospress\.nl|worldscientific\.com|mitpress\.mit\.edu|direct\.mit\.edu|jair\.org|distill\.pub|isca-conf\.org|interspeech\d*\.org|preprints\.org|researchsquare\.com|hindawi\.com|igi-global\.com|sagepub\.com|degruyter\.com|osti\.gov|nih\.gov|scitepress\.org|papers\.cool|ojs\.aaai\.org|citeseerx\.ist\.psu\.edu|pubs\.acs\.org|chemrxiv\.org|cds\.cern\.ch|conf\.researchr\.org|rsc\.org|aip\.org|scitation\.org|annualreviews\.org|projecteuclid\.org|jstor\.org|theoj\.org|elifesciences\.org|peerj\.com|f1000research\.com|dagstuhl\.de|ceur-ws\.org|copernicus\.org|informs\.org|siam\.org|ams\.org|optica\.org|psyarxiv\.com|europepmc\.org|nber\.org|jstage\.jst\.go\.jp|hal\.archives-ouvertes\.fr|inria\.fr|liebertpub\.com|jmir\.org|emerald\.com)$/,
    "paper",
  ],
];

/** The kind of a link: by its label, else by its host. */
export function linkKind(label: string, url: string): LinkKind {
  return kindOfLabel(label) ?? kindOfUrl(url);
}

/** Whether an address is that of a paper by its host or its name, whatever its label. */
export function leadsToPaper(url: string): boolean {
  const kind = kindOfUrl(url);
  return kind === "paper" || kind === "arxiv" || kind === "openreview";
}

/** Whether nothing but papers is at the host of an address. */
export function isOfPapersOnly(url: string): boolean {
  return papersOnly.test(url);
}

/** Whether an address is the front page of its host: that of a conference or a journal, never a paper. */
export function isFrontPage(url: string): boolean {
  return /^https?:\/\/[^/?#]+(?:\/(?:index\.\w{3,4})?)?$/i.test(url);
}

const papersOnly =
  /^https?:\/\/(?:www\.)?(?:arxiv\.org|openreview\.net|aclanthology\.org|openaccess\.thecvf\.com|proceedings\.mlr\.press|(?:proceedings|papers)\.(?:neurips|nips)\.cc|ecva\.net)\//;

/** `owner/some-model` on a link to exactly that: a label that repeats its URL does not name a kind. */
export function namesAddress(label: string, url: string): boolean {
  return /^[^\s/]+\/[^\s/]+/.test(label) && url.includes(`/${label}`);
}

/** The kind that a label names, allowing one typo; `null` if it names none. */
export const kindOfLabel = memoString((label: string): LinkKind | null => {
  const words: readonly string[] = label.toLowerCase().match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  if (words.length === 0 || words.length > 6) return null;
  const joined = words.join("");
  if (/^papers?withcodes?$/.test(joined)) return "paper with code";
  if (/^huggingface/.test(joined)) return words.includes("paper") ? "paper" : "hugging face";
  const chinese = /^(论文|代码|主页|视频|数据集|模型)/.exec(joined)?.[1];
  const [only = ""] = words.length === 1 ? words : [];
  const known =
    chinese ??
    [joined, ...words].find((word) => labelWords.has(word)) ??
    (only.length >= 3 && only.length <= 7 ? commonLabels.find((label) => isTypo(only, label)) : undefined);
  return labelWords.get(known ?? "") ?? null;
});

const commonLabels = ["paper", "code", "github", "project", "arxiv", "pytorch", "video", "slides"];

function isTypo(word: string, label: string): boolean {
  return word[0] === label[0] && editDistance(word, label, 1) <= 1;
}

/** Searches, tasks and the programmes of conferences: there are many papers at such an address. */
const listsPapers =
  /^(?:arxiv\.org\/(?:search|list|a)\b|paperswithcode\.com\/(?:task|sota|area|datasets?|methods?|search)\b|openaccess\.thecvf\.com\/\w+(?:\.py)?$)/;

/** A list has few hosts, each hundreds of times. */
const kindOfHost = memoString(
  (host): LinkKind | null => hosts.find(([pattern]) => pattern.test(host))?.[1] ?? null,
);

function kindOfUrl(url: string): LinkKind {
  const parsed = webUrl(url);
  if (!parsed) return isRelativePaper(url) ? "paper" : "other";
  const host = parsed.hostname.replace(/^www\./, "");
  if (/(?:^|\.)huggingface\.co$/.test(host) && parsed.pathname.startsWith("/papers/")) return "paper";
  if (listsPapers.test(`${host}${parsed.pathname}`)) return "other";
  const known = kindOfHost(host) ?? undefined;
  // Also in a repository: `github.com/…/papers/slow.pdf`.
  const mayHoldPapers = known === undefined || known === "code" || known === "project";
  if (mayHoldPapers && /\.pdf$/i.test(parsed.pathname)) return "paper";
  return known ?? "other";
}
