import Glibc

/// `value` as C's `%.6g` prints it, which is how awk prints a number.
///
///     1.6679      3.72268      0.00616347      1e-05
public func general(_ value: Double) -> String {
  if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
  var text = [CChar](repeating: 0, count: 64)
  let length = unsafe withVaList([value]) { unsafe vsnprintf(&text, 64, "%.6g", $0) }
  return String(decoding: text[0..<Int(length)].map(UInt8.init(bitPattern:)), as: UTF8.self)
}

/// `value` as C's `%.2f` prints it: the double's own value decides at halves, 0.005 becomes 0.01.
public func hundredths(_ value: Double) -> String {
  var text = [CChar](repeating: 0, count: 400)
  let length = unsafe withVaList([value]) { unsafe vsnprintf(&text, 400, "%.2f", $0) }
  return String(decoding: text[0..<Int(length)].map(UInt8.init(bitPattern:)), as: UTF8.self)
}

/// `numerator / denominator` with `places` decimals, rounded half to even, exactly.
///
///     fixed(1340727768000, 1961 * 1_000_000_000, 6)  is  0.683696
public func fixed(_ numerator: Int128, _ denominator: Int128, _ places: Int) -> String {
  var scale: Int128 = 1
  for _ in 0..<places { scale *= 10 }
  var (whole, rest) = (numerator.magnitude * scale.magnitude).quotientAndRemainder(
    dividingBy: denominator.magnitude)
  let twice = rest * 2
  if twice > denominator.magnitude || twice == denominator.magnitude && whole & 1 == 1 { whole += 1 }
  rest = whole % scale.magnitude
  let sign = numerator < 0 && whole > 0 ? "-" : ""
  if places == 0 { return sign + String(whole) }
  let digits = String(rest)
  let zeros = String(repeating: "0", count: places - digits.utf8.count)
  return "\(sign)\(whole / scale.magnitude).\(zeros)\(digits)"
}

/// `value` rounded to six significant decimal digits, the double next to what `%.6g` prints.
public func sixDigits(_ value: Double) -> Double {
  if value == 0 { return 0 }
  // Differences of stamps are multiples of 2^-22 s: whole numbers, so that the rounding is exact.
  let unit = 4_194_304.0
  let scaled = value * unit
  guard scaled == scaled.rounded(), abs(scaled) < 1e15 else { return Double(general(value)) ?? value }
  var numerator = Int128(scaled)
  var denominator = Int128(unit)
  var power = 0
  while numerator.magnitude < 100_000 * denominator.magnitude {
    numerator *= 10
    power += 1
  }
  while numerator.magnitude >= 1_000_000 * denominator.magnitude {
    denominator *= 10
    power -= 1
  }
  let digits = Double(fixed(numerator, denominator, 0)) ?? 0
  let scale = tenTo(abs(power))
  return power >= 0 ? digits / scale : digits * scale
}

private func tenTo(_ power: Int) -> Double { (0..<power).reduce(1.0) { value, _ in value * 10 } }
