package io.xisuan.cli.csv;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A CSV file as spreadsheets export it: UTF-8 with or without a mark, UTF-16 with one ("Unicode text", with tabs), else GBK (as GB 18030 has it),
 * which Excel writes in China. Headings in Chinese stand for the English ones; other headings are left to who reads the rows.
 */
public final class SpreadsheetFile {
    private static final char MARK = '\uFEFF';
    private static final Charset GB18030 = Charset.forName("GB18030");

    private SpreadsheetFile() {}

    /**
     * Returns the text with English headings.
     *
     * @param headings the English heading of each Chinese one
     * @throws InputException when the file is missing or is in no encoding that is known
     */
    public static Reader open(Path file, Map<String, String> headings) {
        try {
            return new StringReader(withEnglishHeadings(text(file, Files.readAllBytes(file)), headings));
        } catch (NoSuchFileException e) {
            throw InputException.of("%s is missing".formatted(file));
        } catch (IOException e) {
            throw InputException.of("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    private static String text(Path file, byte[] bytes) {
        if (bytes.length >= 2 && Math.abs(bytes[0] - bytes[1]) == 1 && (bytes[0] & bytes[1] & 0xFE) == 0xFE) {
            return tabsToCommas(new String(bytes, StandardCharsets.UTF_16));
        }
        for (Charset charset : List.of(StandardCharsets.UTF_8, GB18030)) {
            try {
                return charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException other) {
                // Text in GBK is hardly ever UTF-8 by chance, so the order decides.
            }
        }
        throw InputException.of("%s is neither UTF-8 nor GBK: save it as \"CSV UTF-8\"".formatted(file));
    }

    private static String tabsToCommas(String text) {
        return text.lines()
                .map(line -> Arrays.stream(line.split("\t", -1))
                        .map(cell -> cell.contains(",") && !cell.startsWith("\"") ? "\"" + cell + "\"" : cell)
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String withEnglishHeadings(String text, Map<String, String> headings) {
        String whole = !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
        int end = whole.indexOf('\n');
        String first = end < 0 ? whole : whole.substring(0, end);
        String line = Arrays.stream(first.stripTrailing().split(",", -1))
                .map(cell -> cell.replace("\"", "").strip())
                .map(cell -> headings.getOrDefault(cell, cell))
                .collect(Collectors.joining(","));
        return end < 0 ? line : line + whole.substring(end);
    }
}
