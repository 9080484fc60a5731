/// A short text of the program itself, in one word: where it stands, and in the upper 16 bits how long it is. Two are
/// equal when they stand in the same place.
///
///     Literal("delivered")
@safe public struct Literal: BitwiseCopyable, Equatable, Sendable {
  @usableFromInline let bits: UInt64

  /// - Parameter text: plain ASCII, up to 65535 bytes.
  @inlinable @inline(__always) public init(_ text: StaticString) {
    let address = unsafe UInt64(UInt(bitPattern: text.utf8Start))
    bits = address | UInt64(UInt16(text.utf8CodeUnitCount)) &<< 48
  }
}

extension Output {
  /// Appends `text` and the `"` that ends a JSON string.
  @inlinable @inline(__always) public mutating func append(quoted text: Literal) {
    let count = Int(text.bits &>> 48)
    let address = UInt(text.bits & 0xFFFF_FFFF_FFFF)
    let bytes = unsafe UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count)
    append(unsafe Span<UInt8>(_unsafeBytes: bytes))
    append(UInt8(ascii: "\""))
  }
}
