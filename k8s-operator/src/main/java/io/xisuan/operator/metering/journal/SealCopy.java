package io.xisuan.operator.metering.journal;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Keeps a journal's seals in a folder on another volume too: whoever holds the key cannot write another past without their telling. */
public final class SealCopy {
    private final Path folder;

    /** @param folder where {@code seals.tsv} is kept */
    public SealCopy(Path folder) {
        this.folder = folder;
    }

    /**
     * Adds the seals that are not there yet, and returns how many.
     *
     * @throws InputException when other seals are there: the folder is another journal's, or the past was changed
     */
    public int write(List<HourSeal> seals) {
        try {
            Files.createDirectories(folder);
            int known = known(folder, seals);
            for (HourSeal seal : seals.subList(known, seals.size())) {
                SealFile.append(folder, seal, new JournalOptions(true, Optional.empty()));
            }
            return seals.size() - known;
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(folder), e);
        }
    }

    /** Returns how many of the seals are in the folder already; a line that was cut short goes. */
    static int known(Path folder, List<HourSeal> seals) throws IOException {
        SealFile.Read there = SealFile.read(folder);
        if (there.torn()) {
            try (JournalFiles.Tail tail = JournalFiles.DISK.tail(folder.resolve(SealFile.NAME))) {
                tail.truncate(there.length());
            }
        }
        int known = there.seals().size();
        if (known > seals.size() || !there.seals().equals(seals.subList(0, known))) {
            throw InputException.of(
                    "%s holds other seals than this journal: see journal verify --seals".formatted(folder));
        }
        return known;
    }
}
