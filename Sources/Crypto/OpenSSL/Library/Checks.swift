import COpenSSL

/// Throws what the error queue holds unless `result` is OpenSSL's 1 for success.
func check(_ result: Int32, _ operation: String) throws(OpenSSLError) {
    if result != 1 { throw .takingQueue(after: operation) }
}

/// The pointer that OpenSSL made, or what the error queue holds when there is none.
func require<Pointer>(_ pointer: Pointer?, _ operation: String) throws(OpenSSLError) -> Pointer {
    guard let pointer else { throw .takingQueue(after: operation) }
    return pointer
}

/// Runs `body` and leaves the thread's error queue empty, also when OpenSSL succeeded after failing inside.
func clearingErrors<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    ERR_clear_error()
    defer { ERR_clear_error() }
    return try body()
}

/// The bytes that one of OpenSSL's `i2d_…` functions writes.
func encoded(
    _ operation: String,
    _ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
) throws(OpenSSLError) -> [UInt8] {
    let count = Int(write(nil))
    guard count > 0 else { throw .takingQueue(after: operation) }
    var written: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
        var cursor = buffer.baseAddress
        written = write(&cursor)
        used = max(0, Int(written))
    }
    guard written == count else { throw .takingQueue(after: operation) }
    return bytes
}

/// Feeds all of `bytes` to one of OpenSSL's `d2i_…` functions; bytes left over are an error.
func decoded<Pointer>(
    _ operation: String,
    _ bytes: [UInt8],
    free: (Pointer) -> Void,
    _ read: (UnsafeMutablePointer<UnsafePointer<UInt8>?>, Int) -> Pointer?
) throws(OpenSSLError) -> Pointer {
    var consumed = 0
    let pointer = bytes.withUnsafeBufferPointer { buffer -> Pointer? in
        var cursor = buffer.baseAddress
        guard let start = cursor else { return nil }
        let pointer = read(&cursor, buffer.count)
        consumed = cursor.map { $0 - start } ?? 0
        return pointer
    }
    let result = try require(pointer, operation)
    guard consumed == bytes.count else {
        free(result)
        throw .refused(operation, "\(bytes.count - consumed) bytes after the end")
    }
    return result
}
