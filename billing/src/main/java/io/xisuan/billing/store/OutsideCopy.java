package io.xisuan.billing.store;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Issued documents and heads of the chains in a folder outside of the database, on another volume: {@code documents/NUMBER.json} and
 * {@code heads/}. A document leaves before anybody gets it, so that a restore never gives its number away again.
 *
 * <p>Writing again changes nothing; a file is there whole or not at all.
 */
public final class OutsideCopy {
    private static final String SUFFIX = ".json";

    private final Path documents;
    private final Path heads;

    public OutsideCopy(Path folder) {
        this.documents = folder.resolve("documents");
        this.heads = folder.resolve("heads");
    }

    /** What was new. */
    public record Written(int documents, OutsideHead head) {}

    /**
     * Writes what is missing, and the head when something happened since {@code last}.
     *
     * @param last the head that was written before, or empty
     * @param signer signs heads with Ed25519, in Base64; empty for heads without a signature
     * @throws StoreException when a document lies there with other bytes: then the folder belongs to another store
     */
    public Written write(
            Store store, Optional<OutsideHead> last, Optional<Function<byte[], String>> signer, long nowMillis) {
        OutsideHead head = store.database().read(handle -> OutsideRows.head(handle, nowMillis));
        try {
            Files.createDirectories(documents);
            Files.createDirectories(heads);
            int written = 0;
            if (last.isEmpty() || last.get().documents() != head.documents()) {
                for (Map.Entry<String, byte[]> document :
                        store.database().read(OutsideRows::documents).entrySet()) {
                    written += write(document.getKey(), document.getValue()) ? 1 : 0;
                }
            }
            if (last.isEmpty() || !last.get().sameAs(head)) {
                String name = String.format(
                        Locale.ROOT, "head-%012d-%012d-%d%s", head.seq(), head.chainSeq(), head.atMillis(), SUFFIX);
                durably(heads.resolve(name), head.json(signer).getBytes(StandardCharsets.UTF_8));
            }
            return new Written(written, head);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(documents.getParent()), e);
        }
    }

    /** Returns how many documents a store has issued. */
    public static long issued(Store store) {
        return store.database().read(handle -> OutsideRows.head(handle, 0).documents());
    }

    /**
     * Returns the documents that lie there, by number.
     *
     * @throws InputException when there are none, saying where it looked
     */
    SortedMap<String, byte[]> read() {
        SortedMap<String, byte[]> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(documents)) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
            for (Path file : sorted) {
                String name = String.valueOf(file.getFileName());
                found.put(name.substring(0, name.length() - SUFFIX.length()), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw InputException.of(
                    "%s holds no documents that were kept outside: give the folder that \"ledger export\" wrote"
                            .formatted(documents.getParent()));
        }
        return found;
    }

    private boolean write(String number, byte[] body) throws IOException {
        Path file = documents.resolve(number + SUFFIX);
        if (Files.exists(file)) {
            if (!Arrays.equals(Files.readAllBytes(file), body)) {
                throw new StoreException(
                        "%s is another document than the one in this store: the folder belongs to another store"
                                .formatted(file));
            }
            return false;
        }
        durably(file, body);
        return true;
    }

    private static void durably(Path file, byte[] bytes) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
