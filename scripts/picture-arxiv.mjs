// A server on this machine that answers as arXiv's API does, so that the pictures need no network and show the same each time.
import { createServer } from "node:http";

const papers = {
  2207.01405: {
    title: "I-ViT: Integer-only Quantization for Efficient Vision Transformer Inference",
    authors: ["Zhikai Li", "Qingyi Gu"],
    abstract:
      "Vision Transformers (ViTs) have achieved state-of-the-art performance on various computer vision applications. However, these models have considerable storage and computational overheads, making their deployment and efficient inference on edge devices challenging. Quantization is a promising approach to reducing model complexity, and the dyadic arithmetic pipeline can allow the quantized models to perform efficient integer-only inference. Unfortunately, dyadic arithmetic is based on the homogeneity condition in convolutional neural networks, which is not applicable to the non-linear components in ViTs, making integer-only inference of ViTs an open issue. In this paper, we propose I-ViT, an integer-only quantization scheme for ViTs, to enable ViTs to perform the entire computational graph of inference with integer arithmetic and bit-shifting, and without any floating-point arithmetic.",
  },
  2212.08254: {
    title: "RepQ-ViT: Scale Reparameterization for Post-Training Quantization of Vision Transformers",
    authors: ["Zhikai Li", "Junrui Xiao", "Lianwei Yang", "Qingyi Gu"],
  },
  2305.12354: {
    title: "Bi-ViT: Pushing the Limit of Vision Transformer Quantization",
    authors: ["Yanjing Li", "Sheng Xu", "Mingbao Lin"],
  },
  2304.00253: {
    title: "Q-DETR: An Efficient Low-Bit Quantized Detection Transformer",
    authors: ["Sheng Xu", "Yanjing Li", "Mingbao Lin"],
  },
  2211.16056: {
    title: "NoisyQuant: Noisy Bias-Enhanced Post-Training Activation Quantization for Vision Transformers",
    authors: ["Yijiang Liu", "Huanrui Yang", "Zhen Dong"],
  },
  "2302.02210": {
    title: "Oscillation-free Quantization for Low-bit Vision Transformers",
    authors: ["Shih-Yang Liu", "Zechun Liu", "Kwang-Ting Cheng"],
  },
};

/** Starts it. @returns its address, and what ends it */
export async function startPictureArxiv() {
  const server = createServer((request, response) => {
    const ids = new URL(request.url, "http://localhost").searchParams.get("id_list")?.split(",") ?? [];
    const entries = ids.flatMap((id) => (papers[id] ? entryOf(id, papers[id]) : []));
    response
      .writeHead(200, { "content-type": "application/atom+xml" })
      .end(`<feed xmlns="http://www.w3.org/2005/Atom">${entries.join("")}</feed>`);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/query`, close: () => server.close() };
}

function entryOf(id, { title, authors, abstract = "" }) {
  const names = authors.map((name) => `<author><name>${name}</name></author>`).join("");
  return `<entry><id>http://arxiv.org/abs/${id}v1</id><title>${title}</title><summary>${abstract}</summary><published>2023-01-01T00:00:00Z</published>${names}</entry>`;
}
