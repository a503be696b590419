internal import CSQLite

/// A value bound to a parameter of a statement.
public enum SQLiteValue: Sendable, Equatable {
    case null
    case int(Int64)
    case double(Double)
    case text(String)
    case blob([UInt8])

    /// An integer of the machine's width.
    public static func int(_ value: Int) -> SQLiteValue { .int(Int64(value)) }
    /// 0 or 1.
    public static func bool(_ value: Bool) -> SQLiteValue { .int(Int64(value ? 1 : 0)) }
    /// Text, or null for nil.
    public static func text(_ value: String?) -> SQLiteValue { value.map { .text($0) } ?? .null }
    /// An integer, or null for nil.
    public static func int(_ value: Int64?) -> SQLiteValue { value.map { .int($0) } ?? .null }
}

/// A prepared statement: kept, used again and again, on the thread of its connection.
///
/// ```
/// query(values) ── step() true ── int64(0), text(1) … ── step() … false     (reset by itself at the end)
/// run(values)                                             statements without rows, in one go
/// ```
/// A query that is left before its end must be `reset()`, or it holds its read transaction open; `first(values)` does both.
@safe
public final class SQLiteStatement {
    private let connection: SQLiteConnection
    private let handle: OpaquePointer
    /// Stands in errors.
    public let name: String
    /// Number of parameters.
    private let parameters: Int

    init(_ connection: SQLiteConnection, _ name: String, _ sql: String) throws(SQLiteError) {
        var prepared: OpaquePointer?
        let result = unsafe sqlite3_prepare_v3(connection.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        guard result == SQLITE_OK, let handle = unsafe prepared else { throw connection.error(result, "prepare \(name)") }
        self.connection = connection
        unsafe self.handle = handle
        self.name = name
        parameters = Int(unsafe sqlite3_bind_parameter_count(handle))
    }

    deinit { unsafe sqlite3_finalize(handle) }

    /// Runs a statement that gives no rows.
    public func run(_ values: SQLiteValue...) throws(SQLiteError) { try run(values: values) }

    /// The same for values that stand in a list.
    public func run(values: [SQLiteValue]) throws(SQLiteError) {
        try bind(values)
        defer { reset() }
        _ = try step()
    }

    /// Binds the values and waits for the first `step`.
    public func query(_ values: SQLiteValue...) throws(SQLiteError) { try bind(values) }

    /// Binds the values, takes the first row to `read`, and resets; nil when there is no row.
    public func first<T>(_ values: SQLiteValue..., read: (SQLiteStatement) -> T) throws(SQLiteError) -> T? {
        try bind(values)
        defer { reset() }
        return try step() ? read(self) : nil
    }

    /// Binds the values and takes every row to `read`.
    public func all<T>(_ values: SQLiteValue..., read: (SQLiteStatement) -> T) throws(SQLiteError) -> [T] {
        try bind(values)
        defer { reset() }
        var rows: [T] = []
        while try step() { rows.append(read(self)) }
        return rows
    }

    /// Moves to the next row; false, and the statement reset, when there is none.
    public func step() throws(SQLiteError) -> Bool {
        connection.assertOwner()
        let result = unsafe sqlite3_step(handle)
        switch result {
        case SQLITE_ROW: return true
        case SQLITE_DONE:
            unsafe sqlite3_reset(handle)
            return false
        default:
            let error = connection.error(result, "run \(name)")
            unsafe sqlite3_reset(handle)
            throw error
        }
    }

    /// Leaves a query before its end. The values stay bound until the next ones.
    public func reset() { unsafe sqlite3_reset(handle) }

    /// Whether the column is null.
    public func isNull(_ column: Int32) -> Bool { unsafe sqlite3_column_type(handle, column) == SQLITE_NULL }
    /// An integer; 0 for null.
    public func int64(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(handle, column) }
    /// An integer of the machine's width; 0 for null.
    public func int(_ column: Int32) -> Int { Int(unsafe sqlite3_column_int64(handle, column)) }
    /// A double; 0 for null.
    public func double(_ column: Int32) -> Double { unsafe sqlite3_column_double(handle, column) }
    /// An integer, or nil for null.
    public func optionalInt64(_ column: Int32) -> Int64? { isNull(column) ? nil : int64(column) }
    /// Text, repaired where it is no UTF-8; empty for null.
    public func text(_ column: Int32) -> String {
        guard let start = unsafe sqlite3_column_text(handle, column) else { return "" }
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }
    /// The bytes, copied; empty for null.
    public func blob(_ column: Int32) -> [UInt8] {
        guard let start = unsafe sqlite3_column_blob(handle, column) else { return [] }
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    }

    private func bind(_ values: [SQLiteValue]) throws(SQLiteError) {
        precondition(values.count == parameters, "statement \(name) takes \(parameters) values, not \(values.count)")
        connection.assertOwner()
        unsafe sqlite3_reset(handle)
        var index: Int32 = 1
        for value in values {
            let result = bind(index, value)
            guard result == SQLITE_OK else { throw connection.error(result, "bind \(name)") }
            index += 1
        }
    }

    private func bind(_ index: Int32, _ value: SQLiteValue) -> Int32 {
        switch value {
        case .null: unsafe sqlite3_bind_null(handle, index)
        case .int(let number): unsafe sqlite3_bind_int64(handle, index, number)
        case .double(let number): unsafe sqlite3_bind_double(handle, index, number)
        case .text(var text):
            text.withUTF8 { buffer in
                guard let start = buffer.baseAddress else { return unsafe sqlite3_bind_text(handle, index, "", 0, Self.copied) }
                return unsafe start.withMemoryRebound(to: CChar.self, capacity: buffer.count) {
                    unsafe sqlite3_bind_text(handle, index, $0, Int32(clamping: buffer.count), Self.copied)
                }
            }
        case .blob(let bytes):
            unsafe bytes.withUnsafeBytes { buffer in
                if let start = buffer.baseAddress, unsafe !buffer.isEmpty {
                    unsafe sqlite3_bind_blob64(handle, index, start, UInt64(buffer.count), Self.copied)
                } else {
                    unsafe sqlite3_bind_zeroblob(handle, index, 0)
                }
            }
        }
    }

    /// SQLite's `SQLITE_TRANSIENT`, a cast macro that Swift does not see: the value is copied before the call returns.
    private static let copied = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
