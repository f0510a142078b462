package io.xisuan.billing.invoice;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.model.ContractId;
import io.xisuan.model.InputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The line book of one contract's month, or of a part of it: every priced slice behind its lines as canonical CSV, and after them the
 * device time that was held and not billed, with the reason.
 *
 * <p>It is known by the digest of its bytes, and a Merkle root over its rows proves a single row. Both stand on the document.
 */
public final class LineBook {
    /** The first two lines of every book: what a row of usage says, and what the rows of its slices say. */
    static final String HEADER = """
            usage,job_uid,attempt,site,node,lane,model,evidence
            ,from_ms,until_ms,device_ms,component,tariff,tier,funding,price_micros
            """;

    private final ContractId contract;
    private final String sha256;
    private final String root;
    private final long rowCount;
    private final byte[] compressed;

    /**
     * @param sha256 of the uncompressed bytes, in hex
     * @param root the Merkle root, in hex: a leaf is the row of a usage interval with those of its slices, without the last line end
     * @param rowCount of slices
     * @param compressed the bytes as gzip; they may differ by version of the runtime, the digest does not
     */
    public LineBook(ContractId contract, String sha256, String root, long rowCount, byte[] compressed) {
        this.contract = contract;
        this.sha256 = sha256;
        this.root = root;
        this.rowCount = rowCount;
        this.compressed = compressed.clone();
    }

    public ContractId contract() {
        return contract;
    }

    public String sha256() {
        return sha256;
    }

    public String root() {
        return root;
    }

    /** Returns the number of slices. */
    public long rowCount() {
        return rowCount;
    }

    /** Returns the bytes as gzip. */
    public byte[] compressed() {
        return compressed.clone();
    }

    /**
     * Returns the CSV.
     *
     * @throws InputException when the bytes are not those of the digest
     */
    public String csv() {
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            byte[] bytes = unpacked.readAllBytes();
            if (!Sha256.hex(bytes).equals(sha256)) {
                throw InputException.of("The line book %s of contract %s was changed: its bytes have another digest"
                        .formatted(sha256, contract));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw InputException.of("The line book %s of contract %s cannot be unpacked: %s"
                    .formatted(sha256, contract, e.getMessage()));
        }
    }

    /** Returns the rows in their order. */
    public List<BookRow> rows() {
        return BookRow.read(csv());
    }
}
