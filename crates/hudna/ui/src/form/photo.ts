// Photographs are drawn anew, smaller: what a camera writes beside the picture (place, time, its own name) is not in the copy, and
// the copy alone is kept and sent.

export const MOST = 6;
const LONGEST_SIDE = 1600;

/** The picture drawn anew as JPEG; null where this phone cannot read it. */
export async function redrawn(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const paper = canvas.getContext("2d");
  if (!paper) return null;
  // what was seen through is white on paper
  paper.fillStyle = "#fff";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.8));
  return drawn && new Uint8Array(await drawn.arrayBuffer());
}
