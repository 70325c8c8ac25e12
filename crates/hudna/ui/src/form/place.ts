// Places as a point and how far from it the thing may be, metres.

export type Disc = { lat: number; lon: number; radius: number };

const EARTH = 6_371_008.8;
const rad = (degrees: number) => (degrees * Math.PI) / 180;
const deg = (radians: number) => (radians * 180) / Math.PI;

/** Where one comes to who goes `metres` from `from` towards `bearing` degrees, on a sphere. */
export function towards(from: { lat: number; lon: number }, bearing: number, metres: number): { lat: number; lon: number } {
  const [d, b, lat] = [metres / EARTH, rad(bearing), rad(from.lat)];
  const north = Math.asin(Math.sin(lat) * Math.cos(d) + Math.cos(lat) * Math.sin(d) * Math.cos(b));
  const east = Math.atan2(Math.sin(b) * Math.sin(d) * Math.cos(lat), Math.cos(d) - Math.sin(lat) * Math.sin(north));
  return { lat: deg(north), lon: deg(rad(from.lon) + east) };
}

/** Metres between two points, on a sphere. */
export function between(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const [dlat, dlon] = [rad(b.lat - a.lat) / 2, rad(b.lon - a.lon) / 2];
  const chord = Math.sin(dlat) ** 2 + Math.cos(rad(a.lat)) * Math.cos(rad(b.lat)) * Math.sin(dlon) ** 2;
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Half of what one of eight directions covers, degrees. */
const HALF = 22.5;

/**
 * The disc around all that lies from `from` in one of eight directions, `near` to `far` metres away, wherever within its own disc
 * `from` is: nothing that the words cover lies outside it.
 */
export function seenFrom(from: Disc, bearing: number, near: number, far: number): Disc {
  const centre = towards(from, bearing, (near + far) / 2);
  const corners = [near, far].flatMap((metres) => [-HALF, 0, HALF].map((off) => towards(from, bearing + off, metres)));
  const reach = Math.max(...corners.map((corner) => between(centre, corner)));
  return { ...centre, radius: Math.ceil(reach + from.radius) };
}

/** As a form says it: five decimals are a metre. */
export function written(disc: Disc): [string, string, string] {
  return [disc.lat.toFixed(5), disc.lon.toFixed(5), String(Math.ceil(disc.radius))];
}

/** Where the phone says that it is. */
export function fromPhone(): Promise<Disc> {
  return new Promise((resolve, reject) => {
    const found = ({ coords }: GeolocationPosition) =>
      resolve({ lat: coords.latitude, lon: coords.longitude, radius: coords.accuracy });
    navigator.geolocation.getCurrentPosition(found, reject, { enableHighAccuracy: true, timeout: 30_000, maximumAge: 60_000 });
  });
}
