import Lines

/// How numbers are printed: sums are whole nanoseconds, so that every digit shown is right.
extension Output {
  /// A whole number, in full.
  mutating func append(whole value: Int128) {
    if value < 0 { append(UInt8(ascii: "-")) }
    append(digits: value.magnitude, least: 1)
  }

  private mutating func append(digits value: UInt128, least: Int) {
    let block: UInt128 = 1_000_000_000_000_000_000
    if value < block { return append(decimal: UInt64(value), digits: least) }
    append(digits: value / block, least: 1)
    append(decimal: UInt64(value % block), digits: 18)
  }

  /// Nanoseconds as seconds with `places` digits behind the point, as `%.2f` does.
  ///
  ///     1988499 with 6 places   is   0.001988
  mutating func append(seconds: Int128, places: Int) {
    let value = rounded(seconds, to: places)
    if value < 0 { append(UInt8(ascii: "-")) }
    let (whole, part) = parts(of: value.magnitude, over: UInt64(power(places)))
    append(digits: whole, least: 1)
    append(UInt8(ascii: "."))
    append(decimal: part, digits: places)
  }

  /// Nanoseconds as seconds, exact, without zeros at the end: how JSON records have them.
  ///
  ///     1988000   is   0.001988
  mutating func append(exactSeconds seconds: Int128) {
    var (whole, part) = parts(of: seconds.magnitude, over: UInt64(billion))
    if seconds < 0 { append(UInt8(ascii: "-")) }
    append(digits: whole, least: 1)
    if part == 0 { return }
    var places = 9
    while part % 10 == 0 { (part, places) = (part / 10, places - 1) }
    append(UInt8(ascii: "."))
    append(decimal: part, digits: places)
  }

  /// A quotient as awk prints numbers: whole ones in full, others with six digits, as `%.6g` does.
  ///
  ///     3154, 1891   is   1.6679
  mutating func append(quotient numerator: Int128, _ denominator: Int128) {
    if numerator % denominator == 0 { return append(whole: numerator / denominator) }
    if numerator < 0 { append(UInt8(ascii: "-")) }
    append(sixDigits(of: numerator.magnitude, denominator.magnitude))
  }

  /// A decimal number of at most six digits, as `%.6g` writes it.
  mutating func append(_ number: SixDigits) {
    var digits = number.digits
    var places = 6
    while digits % 10 == 0, places > 1 { (digits, places) = (digits / 10, places - 1) }
    if number.exponent < -4 || number.exponent >= 6 {
      return append(scientific: digits, places, number.exponent)
    }
    if number.exponent < 0 {
      append("0.")
      return append(decimal: digits, digits: places - number.exponent - 1)
    }
    let behind = places - number.exponent - 1
    if behind <= 0 { return append(decimal: digits * UInt64(power(-behind))) }
    let unit = UInt64(power(behind))
    append(decimal: digits / unit)
    append(UInt8(ascii: "."))
    append(decimal: digits % unit, digits: behind)
  }

  /// `1.2e-07`: mantissa digits, of which one is before the point.
  private mutating func append(scientific digits: UInt64, _ places: Int, _ exponent: Int) {
    let unit = UInt64(power(places - 1))
    append(decimal: digits / unit)
    if places > 1 {
      append(UInt8(ascii: "."))
      append(decimal: digits % unit, digits: places - 1)
    }
    append(exponent < 0 ? "e-" : "e+")
    append(decimal: UInt64(exponent.magnitude), digits: 2)
  }
}

/// A positive number rounded to six digits: 100000...999999 times 10 to the power of `exponent` - 5.
struct SixDigits {
  var digits: UInt64
  var exponent: Int

  init(digits: UInt64, exponent: Int) {
    // 999999.5 was rounded up to one digit more.
    (self.digits, self.exponent) = digits == 1_000_000 ? (100_000, exponent + 1) : (digits, exponent)
  }

  /// The double `value`, above 0. A difference of stamps has few enough bits for the products to be exact.
  init(_ value: Double) {
    let start = value * 100_000
    var scaled = start
    var exponent = 0
    var divisor = 1.0
    while scaled < 100_000, exponent > -40 { (scaled, exponent) = (scaled * 10, exponent - 1) }
    while scaled >= 1_000_000 {
      divisor *= 10
      (scaled, exponent) = (start / divisor, exponent + 1)
    }
    self.init(digits: UInt64(scaled.rounded(.toNearestOrEven)), exponent: exponent)
  }
}

/// Long division until six digits that count are there, then rounding, ties to even.
private func sixDigits(of numerator: UInt128, _ denominator: UInt128) -> SixDigits {
  var (value, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
  var exponent = -1
  var places = 0
  var unit = value
  while unit > 0 { (unit, exponent, places) = (unit / 10, exponent + 1, places + 1) }
  if places > 6 {
    let (kept, cut) = value.quotientAndRemainder(dividingBy: power(places - 6))
    let half = power(places - 6) / 2
    let up = cut > half || cut == half && (rest > 0 || kept % 2 == 1)
    return SixDigits(digits: UInt64(kept) + (up ? 1 : 0), exponent: exponent)
  }
  while places < 6 {
    let (digit, next) = (rest * 10).quotientAndRemainder(dividingBy: denominator)
    (value, rest) = (value * 10 + digit, next)
    if value > 0 { places += 1 } else { exponent -= 1 }
  }
  let up = rest * 2 > denominator || rest * 2 == denominator && value % 2 == 1
  return SixDigits(digits: UInt64(value) + (up ? 1 : 0), exponent: exponent)
}

/// Nanoseconds in units of 10^-`places` seconds, the nearest, ties to even.
func rounded(_ nanoseconds: Int128, to places: Int) -> Int128 {
  nearest(nanoseconds, over: Int128(power(9 - places)))
}

/// The whole number nearest to a quotient, ties to even.
func nearest(_ numerator: Int128, over denominator: Int128) -> Int128 {
  if let short = Int64(exactly: numerator), let divisor = Int64(exactly: denominator), short > .min {
    return Int128(nearest(short, divisor))
  }
  return nearest(numerator, denominator)
}

@inline(__always) private func nearest<Number: FixedWidthInteger>(_ a: Number, _ b: Number) -> Number {
  let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
  let twice = rest.magnitude &* 2
  let up = twice > b.magnitude || twice == b.magnitude && !quotient.isMultiple(of: 2)
  return up ? quotient + ((a < 0) == (b < 0) ? 1 : -1) : quotient
}

/// The quotient and what is left; most numbers need no more than 64 bits, whose division is much shorter.
private func parts(of number: UInt128, over divisor: UInt64) -> (UInt128, UInt64) {
  if let short = UInt64(exactly: number) { return (UInt128(short / divisor), short % divisor) }
  let (quotient, rest) = number.quotientAndRemainder(dividingBy: UInt128(divisor))
  return (quotient, UInt64(rest))
}

/// 10 to the power of `exponent`.
func power(_ exponent: Int) -> UInt128 {
  var power: UInt128 = 1
  for _ in 0..<exponent { power *= 10 }
  return power
}

/// Hundredths of a double, rounded from its exact binary value as `%.2f` does.
func hundredths(_ value: Double) -> Int64 {
  let number = value.magnitude
  guard number > 0 else { return 0 }
  // number = significand * 2^-shift, where the significand has 53 bits at most.
  let shift = 52 - Int(number.exponent)
  if shift > 120 { return 0 }
  let scaled = UInt128(number.significandBitPattern | 1 << 52) * 100
  let result =
    shift <= 0 ? Int128(scaled << UInt128(-shift)) : nearest(Int128(scaled), over: 1 << Int128(shift))
  return Int64(clamping: value < 0 ? -result : result)
}
