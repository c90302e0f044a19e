import ISO7816
import Testing

@Suite
struct BERTLVTests {
    @Test(arguments: [0, 1, 127, 128, 255, 256, 3000])
    func `Objects are read as they were written`(_ count: Int) {
        let objects = [BERTLV(0x84, [UInt8](repeating: 7, count: count)), BERTLV(0xDF21, [1])]
        #expect(BERTLV.list(objects.flatMap(\.bytes)) == objects)
    }

    @Test(
        arguments: [
            [0x84], [0x84, 2, 1], [0x84, 0x80], [0x84, 0x82, 1], [0xFF], [0xFF, 0xFF, 0xFF, 1, 0],
        ] as [[UInt8]]
    )
    func `What is cut off or of another form is refused`(_ bytes: [UInt8]) {
        #expect(BERTLV.list(bytes) == nil)
    }
}
