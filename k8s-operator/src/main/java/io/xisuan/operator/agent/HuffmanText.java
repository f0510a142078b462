package io.xisuan.operator.agent;

import java.io.ByteArrayOutputStream;

/**
 * The Huffman code of RFC 7541, appendix B. It is canonical: the lengths alone give it, codes of one length following each other in the
 * order of their symbols.
 */
final class HuffmanText {
    /** The length of each symbol's code, as a digit of base 36; the last one is the end of the text. */
    private static final String LENGTHS =
            "dnsssssssoussussssssssusssssssss6aacd68baa8b8666555666666678f6cad677777777777777777777"
                    + "77878djde6f56565666577666567655677777fbedskmkkmmmnmnnnnnonoomnonnnnlmnmnnomlkmmnnlnmmo"
                    + "lmnnllmlnmnnkmmmnmmnqqkjmnmpqqqrrqopjlqrrqrollqqsrrrkoklmllnmmppooqnqrqqrrrrrsrrrrrqu";

    private static final int LONGEST = 30;
    private static final int END = LENGTHS.length() - 1;

    /** The symbols by length of code, then by symbol; for each length its first code and the place of its first symbol. */
    private static final int[] SYMBOLS = new int[LENGTHS.length()];

    private static final int[] FIRST_CODE = new int[LONGEST + 2];
    private static final int[] FIRST_PLACE = new int[LONGEST + 2];

    static {
        int place = 0;
        int code = 0;
        for (int length = 1; length <= LONGEST; length++) {
            FIRST_CODE[length] = code;
            FIRST_PLACE[length] = place;
            for (int symbol = 0; symbol <= END; symbol++) {
                if (Character.digit(LENGTHS.charAt(symbol), 36) == length) {
                    SYMBOLS[place++] = symbol;
                    code++;
                }
            }
            code <<= 1;
        }
        FIRST_PLACE[LONGEST + 1] = place;
    }

    private HuffmanText() {}

    /** Returns the text; what is left of the last byte must be a beginning of the end symbol, that is, ones. */
    static byte[] decode(byte[] coded) throws CallBroken {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int code = 0;
        int length = 0;
        for (int bit = 0; bit < coded.length * 8; bit++) {
            code = (code << 1) | ((coded[bit >> 3] >> (7 - (bit & 7))) & 1);
            length++;
            int symbol = symbol(code, length);
            if (symbol == END || (symbol < 0 && length == LONGEST)) {
                throw garbled();
            }
            if (symbol >= 0) {
                text.write(symbol);
                code = 0;
                length = 0;
            }
        }
        if (length > 7 || code != (1 << length) - 1) {
            throw garbled();
        }
        return text.toByteArray();
    }

    private static int symbol(int code, int length) {
        int place = code - FIRST_CODE[length] + FIRST_PLACE[length];
        return place < FIRST_PLACE[length + 1] ? SYMBOLS[place] : -1;
    }

    private static CallBroken garbled() {
        return new CallBroken(KubeletFault.GARBLED, "a header is no text in the code of HTTP/2");
    }
}
