package io.xisuan.billing.claim.evidence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The one file that goes to the authority: a ZIP of a manifest, the lines that are asked for, and the evidence.
 *
 * <p>The same content gives the same bytes, on every platform: entries are in order of path, dated by one instant in Asia/Shanghai, and
 * stored without compression, since compressors differ. Whoever has the file can check it alone, see {@link ArchiveCheck}.
 */
public final class ClaimArchive {
    static final String FORMAT = "xisuan-claim-1";
    static final String MANIFEST = "manifest.json";
    static final String LINES = "lines.tsv";

    private ClaimArchive() {}

    /** Returns the bytes of the archive. */
    public static byte[] write(ArchiveContent content) {
        List<EvidenceFile> all = new ArrayList<>();
        String lines = String.join("\n", content.lines()) + "\n";
        all.add(EvidenceFile.text(MANIFEST, ProofKind.CLAIM, manifest(content)));
        all.add(EvidenceFile.text(LINES, ProofKind.CLAIM, lines));
        all.addAll(content.files());
        LocalDateTime at = Instant.ofEpochMilli(content.atMillis())
                .atZone(BillingPeriod.ZONE)
                .toLocalDateTime();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (EvidenceFile file : all) {
                byte[] body = file.bytes();
                zip.putNextEntry(entry(file.path(), body, at));
                zip.write(body);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("An archive in memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static ZipEntry entry(String path, byte[] body, LocalDateTime at) {
        CRC32 crc = new CRC32();
        crc.update(body);
        ZipEntry entry = new ZipEntry(path);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(body.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(at);
        return entry;
    }

    private static String manifest(ArchiveContent content) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", FORMAT);
        root.put("name", content.name());
        root.put("head", content.head());
        root.put("atMillis", content.atMillis());
        root.put("root", content.root());
        root.set("total", money(content.total()));
        ObjectNode levels = root.putObject("levels");
        content.levels().forEach((level, amount) -> levels.set(level, money(amount)));
        ArrayNode files = root.putArray("files");
        for (EvidenceFile file : content.files()) {
            files.addObject()
                    .put("path", file.path())
                    .put("kind", file.kind().name())
                    .put("sha256", file.sha256());
        }
        return root.toPrettyString().replace("\r\n", "\n") + "\n";
    }

    private static ObjectNode money(Money money) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("fen", money.fen())
                .put("currency", money.currency().name());
    }
}
