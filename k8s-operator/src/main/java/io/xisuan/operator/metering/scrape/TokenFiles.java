package io.xisuan.operator.metering.scrape;

import io.xisuan.operator.metering.evidence.GapCause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Bearer tokens by file, read again when the file changes; no token is ever shown. Safe for many threads. */
final class TokenFiles {
    private static final long MOST_BYTES = 64 << 10;

    private record Token(String text, TlsContexts.FileState file) {}

    private final Map<Path, Token> tokens = new HashMap<>();

    synchronized String of(Path file) throws FetchFailure {
        try {
            TlsContexts.FileState state = TlsContexts.FileState.of(file);
            Token known = tokens.get(file);
            if (known == null || !known.file().equals(state)) {
                known = new Token(read(file, state.size()), state);
                tokens.put(file, known);
            }
            return known.text();
        } catch (IOException e) {
            throw new FetchFailure(GapCause.UNAUTHORISED, "the token file %s cannot be read".formatted(file));
        }
    }

    private static String read(Path file, long size) throws IOException, FetchFailure {
        String text = size > MOST_BYTES
                ? ""
                : Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (!text.matches("[!-~]+")) {
            throw new FetchFailure(GapCause.UNAUTHORISED, "the token file %s holds no token".formatted(file));
        }
        return text;
    }
}
