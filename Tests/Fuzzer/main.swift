// libFuzzer over the whole way from bytes to observations and over the bare grammar: `Deploy/fuzz.sh`. Built only with HUIBAO_FUZZER set
// and with the fuzzer's instrumentation. A breach of a law ends the process, and libFuzzer keeps the input.

internal import ReadingLaws

private enum Shared {
    static let laws: ReadingLaws = {
        do { return try ReadingLaws() } catch { fatalError("the built-in codebook cannot be read: \(error)") }
    }()
}

/// libFuzzer's driver: runs the callback until its options say stop, and exits the process.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The first byte chooses: a document of any bytes, or a line for the bare grammar.
private nonisolated func tryOne(_ bytes: [UInt8]) {
    guard let choice = bytes.first else { return }
    var breaches: [String] = []
    if choice & 3 == 3 {
        for line in String(decoding: bytes.dropFirst(), as: UTF8.self).split(whereSeparator: \.isNewline) { breaches += Shared.laws.breaches(line: String(line)) }
    } else {
        breaches = Shared.laws.breaches(document: Array(bytes.dropFirst()))
    }
    if !breaches.isEmpty { fatalError("law broken: \(breaches.prefix(5))") }
}

var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe CommandLine.unsafeArgv
let status = unsafe runDriver(&count, &arguments) { data, size in
    if let data = unsafe data { tryOne(unsafe Array(UnsafeBufferPointer(start: data, count: size))) }
    return 0
}
if status != 0 { fatalError("the fuzzer ended with \(status)") }
