package io.xisuan.cli.voucher;

import com.fasterxml.jackson.databind.JsonNode;
import io.xisuan.billing.quote.QuoteReader;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How a letter is called in the store, and the digest of its document. */
final class LetterName {
    private LetterName() {}

    /**
     * Returns a name out of what is printed on the letter.
     *
     * @throws InputException when nothing of it can be part of a name
     */
    static String of(String number) {
        String name =
                number.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        if (name.isEmpty()) {
            throw InputException.of("The number \"%s\" gives no name: write one with --name".formatted(number));
        }
        return name;
    }

    /**
     * Returns the SHA-256 of a file in hex.
     *
     * @throws InputException when it cannot be read
     */
    static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw InputException.of("--document %s cannot be read".formatted(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the fields in which two letters differ, with what each says. */
    static String difference(String storedJson, String givenJson) {
        JsonNode stored = QuoteReader.tree(storedJson);
        JsonNode given = QuoteReader.tree(givenJson);
        TreeSet<String> fields = new TreeSet<>();
        stored.fieldNames().forEachRemaining(fields::add);
        given.fieldNames().forEachRemaining(fields::add);
        return fields.stream()
                .filter(field -> !stored.path(field).equals(given.path(field)))
                .map(field -> "%s is %s, not %s".formatted(field, said(stored.path(field)), said(given.path(field))))
                .collect(Collectors.joining("; "));
    }

    /** Rules that were set are told in short. */
    private static String said(JsonNode value) {
        if (value.isMissingNode()) {
            return "not given";
        }
        if (!value.isArray()) {
            return value.toString();
        }
        List<String> set = new ArrayList<>();
        value.forEach(rule -> set.add("%s=%s of %s"
                .formatted(
                        rule.path("field").asText(),
                        rule.path("value").asText(),
                        rule.path("on").asText())));
        return set.isEmpty() ? "none" : String.join(", ", set);
    }
}
