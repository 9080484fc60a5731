/// Where the fields of records stand: what one thread read, for the reader of another.
///
///     let range = places.add(reader)
///     places.recall(range, &other)
public struct FieldPlaces: ~Copyable {
  private var entries: [Entry] = []

  private struct Entry {
    let place: RecordReader.Place
    let field: Field
  }

  public init() {}

  /// Keeps what `reader` read last; returns where.
  public mutating func add(_ reader: borrowing RecordReader) -> Range<Int> {
    let start = entries.count
    for i in 0..<reader.count {
      let field = reader.found[i]
      var place = reader.places[field.rawValue]
      place.record &-= reader.record
      entries.append(Entry(place: place, field: field))
    }
    return start..<entries.count
  }

  /// Lets `reader` know what another one read.
  public func recall(_ range: Range<Int>, _ reader: inout RecordReader) {
    reader.begin()
    for i in range {
      var place = entries[i].place
      place.record &+= reader.record
      reader.places[entries[i].field.rawValue] = place
    }
  }

  public mutating func removeAll() { entries.removeAll(keepingCapacity: true) }
}
