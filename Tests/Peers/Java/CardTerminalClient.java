import java.util.List;
import javax.smartcardio.Card;
import javax.smartcardio.CardChannel;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;
import javax.smartcardio.TerminalFactory;

/**
 * What a Java program does with a card: javax.smartcardio, over libpcsclite.
 * Prints the terminals, the card and what it answers, then waits for the card to be removed and tries once more.
 */
public class CardTerminalClient {
    public static void main(String[] arguments) throws Exception {
        List<CardTerminal> terminals = TerminalFactory.getDefault().terminals().list();
        for (CardTerminal terminal : terminals) System.out.println(terminal.getName() + " " + terminal.isCardPresent());
        CardTerminal terminal = terminals.get(0);
        Card card = terminal.connect("*");
        System.out.println(card.getProtocol() + " " + hex(card.getATR().getBytes()));
        CardChannel channel = card.getBasicChannel();
        card.beginExclusive();
        ResponseAPDU answer = channel.transmit(new CommandAPDU(0x80, 0x02, 0x03, 0xE8, 65536));
        System.out.println(answer.getData().length + " " + Integer.toHexString(answer.getSW()));
        card.endExclusive();
        System.out.println("waiting");
        System.out.println(terminal.waitForCardAbsent(30000));
        try {
            channel.transmit(new CommandAPDU(0x80, 0x01, 0, 0));
            System.out.println("answered");
        } catch (CardException failure) {
            System.out.println(failure.getCause().getMessage());
        } catch (IllegalStateException failure) {
            System.out.println(failure.getMessage());
        }
        System.out.println(terminal.waitForCardPresent(30000));
    }

    private static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte value : bytes) text.append(String.format("%02x", value));
        return text.toString();
    }
}
