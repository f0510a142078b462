package io.xisuan.billing.claim.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Checks an archive by itself: each file is the one that the manifest names, the root covers all of them, the lines sum to what is asked
 * for and to each level's part, and no line asks for more than its invoice, as enclosed, deducts.
 */
public final class ArchiveCheck {
    private static final long MOST_BYTES = 1L << 30;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * What was found.
     *
     * @param files how many files of evidence there are
     * @param problems what is wrong, for people; empty when the archive is sound
     */
    public record Result(String name, String root, Money total, int lines, int files, List<String> problems) {
        public Result {
            problems = List.copyOf(problems);
        }

        public boolean sound() {
            return problems.isEmpty();
        }
    }

    private final SortedMap<String, byte[]> entries;
    private final List<String> problems = new ArrayList<>();

    private ArchiveCheck(SortedMap<String, byte[]> entries) {
        this.entries = entries;
    }

    /**
     * Checks the bytes of an archive.
     *
     * @throws InputException when they are no archive of a claim at all
     */
    public static Result check(byte[] zip) {
        return new ArchiveCheck(entries(zip)).run();
    }

    private static SortedMap<String, byte[]> entries(byte[] zip) {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        long left = MOST_BYTES;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                EvidenceFile.requirePath(entry.getName());
                byte[] body = in.readNBytes((int) Math.min(left, Integer.MAX_VALUE - 8));
                left -= body.length;
                if (left <= 0) {
                    throw InputException.of("The archive holds more than %d bytes".formatted(MOST_BYTES));
                }
                if (entries.put(entry.getName(), body) != null) {
                    throw InputException.of("The archive has %s twice".formatted(entry.getName()));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw InputException.of("The file is no archive of a claim: %s".formatted(e.getMessage()));
        }
        if (!entries.containsKey(ClaimArchive.MANIFEST) || !entries.containsKey(ClaimArchive.LINES)) {
            throw InputException.of("The file is no archive of a claim: it has no %s or no %s"
                    .formatted(ClaimArchive.MANIFEST, ClaimArchive.LINES));
        }
        return entries;
    }

    private Result run() {
        JsonNode manifest = json(ClaimArchive.MANIFEST);
        if (!manifest.path("format").asText().equals(ClaimArchive.FORMAT)) {
            throw InputException.of("The archive has the format \"%s\"; this version reads %s"
                    .formatted(manifest.path("format").asText(), ClaimArchive.FORMAT));
        }
        List<String> lines = text(ClaimArchive.LINES).lines().toList();
        List<EvidenceFile> files = files(manifest);
        String root = ArchiveContent.root(manifest.path("head").asText(), lines, files);
        if (!root.equals(manifest.path("root").asText())) {
            problems.add("the root over lines and evidence is %s, the manifest says %s"
                    .formatted(root, manifest.path("root").asText()));
        }
        Money total = Money.ofFen(manifest.path("total").path("fen").asLong());
        sums(manifest, lines, total);
        deductions(lines);
        return new Result(manifest.path("name").asText(), root, total, lines.size(), files.size(), problems);
    }

    private String text(String path) {
        return new String(entries.getOrDefault(path, new byte[0]), StandardCharsets.UTF_8);
    }

    private JsonNode json(String path) {
        try {
            return MAPPER.readTree(text(path));
        } catch (JsonProcessingException e) {
            throw InputException.of("%s in the archive is no JSON".formatted(path));
        }
    }

    /** Compares the files with the manifest, and returns those that are there under the digests that they have. */
    private List<EvidenceFile> files(JsonNode manifest) {
        SortedMap<String, byte[]> unnamed = new TreeMap<>(entries);
        unnamed.remove(ClaimArchive.MANIFEST);
        unnamed.remove(ClaimArchive.LINES);
        List<EvidenceFile> files = new ArrayList<>();
        for (JsonNode named : manifest.path("files")) {
            String path = named.path("path").asText();
            byte[] body = unnamed.remove(path);
            if (body == null) {
                problems.add("%s is missing".formatted(path));
            } else {
                if (!Sha256.hex(body).equals(named.path("sha256").asText())) {
                    problems.add("%s is not the file that was enclosed: its digest differs".formatted(path));
                }
                kind(named).ifPresent(kind -> files.add(new EvidenceFile(path, kind, body)));
            }
        }
        unnamed.keySet().forEach(path -> problems.add("%s is in no manifest".formatted(path)));
        return files;
    }

    private Optional<ProofKind> kind(JsonNode named) {
        String text = named.path("kind").asText();
        for (ProofKind kind : ProofKind.values()) {
            if (kind.name().equals(text)) {
                return Optional.of(kind);
            }
        }
        problems.add(
                "%s is of no known kind: \"%s\"".formatted(named.path("path").asText(), text));
        return Optional.empty();
    }

    private void sums(JsonNode manifest, List<String> lines, Money total) {
        Money sum = Money.ZERO;
        SortedMap<String, Money> levels = new TreeMap<>();
        for (String line : lines) {
            LineText read = LineText.read(line);
            sum = sum.plus(read.amount());
            Money parts = Money.ZERO;
            for (Map.Entry<String, Money> part : read.levels().entrySet()) {
                levels.merge(part.getKey(), part.getValue(), Money::plus);
                parts = parts.plus(part.getValue());
            }
            if (!parts.equals(read.amount())) {
                problems.add("the levels of line %d come to %s, not to %s"
                        .formatted(
                                read.number(), parts.formatted(), read.amount().formatted()));
            }
        }
        if (!sum.equals(total)) {
            problems.add(
                    "the lines come to %s, the manifest asks for %s".formatted(sum.formatted(), total.formatted()));
        }
        SortedMap<String, Money> stated = new TreeMap<>();
        manifest.path("levels")
                .properties()
                .forEach(level -> stated.put(
                        level.getKey(), Money.ofFen(level.getValue().path("fen").asLong())));
        if (!stated.equals(levels)) {
            problems.add("the levels come to %s, the manifest says %s".formatted(levels, stated));
        }
    }

    /** No line of an enclosed invoice is asked for beyond what it deducts. */
    private void deductions(List<String> lines) {
        SortedMap<String, SortedMap<Integer, Money>> asked = new TreeMap<>();
        lines.stream()
                .map(LineText::read)
                .filter(line -> !line.document().isEmpty())
                .forEach(line -> asked.computeIfAbsent(line.document(), document -> new TreeMap<>())
                        .merge(line.documentLine(), line.amount(), Money::plus));
        asked.forEach((document, byLine) -> {
            String path = "invoices/%s.json".formatted(document);
            if (!entries.containsKey(path)) {
                problems.add("the invoice %s is asked for and not enclosed".formatted(document));
                return;
            }
            JsonNode invoice = json(path);
            byLine.forEach((line, amount) -> {
                JsonNode printed = line == 0 ? invoice : invoice.path("lines").path(line - 1);
                long most = fen(printed, line == 0 ? "expectedLater" : "subsidy");
                if (Math.abs(amount.fen()) > Math.abs(most)) {
                    problems.add("line %d of %s comes to %s, %s is asked for"
                            .formatted(line, document, Money.ofFen(most).formatted(), amount.formatted()));
                }
            });
            book(document, invoice);
        });
    }

    /** The usage behind an invoice is the book whose digest is printed on it. */
    private void book(String document, JsonNode invoice) {
        byte[] book = entries.get("usage/%s.csv".formatted(document));
        if (book != null
                && !Sha256.hex(book)
                        .equals(invoice.path("journal").path("bookDigest").asText())) {
            problems.add("the usage of %s is not the book whose digest it prints".formatted(document));
        }
    }

    private static long fen(JsonNode node, String field) {
        return node.path(field).path("fen").asLong();
    }
}
