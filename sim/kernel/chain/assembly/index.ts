export function sumU16(at: usize, n: i32): u32 {
  let total = i32x4.splat(0);
  for (let i = 0; i < n; i += 8) {
    total = i32x4.add(total, i32x4.extadd_pairwise_i16x8_u(v128.load(at + (i << 1))));
  }
  return (
    i32x4.extract_lane(total, 0) +
    i32x4.extract_lane(total, 1) +
    i32x4.extract_lane(total, 2) +
    i32x4.extract_lane(total, 3)
  );
}
