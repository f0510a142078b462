package io.xisuan.cli.doctor;

import io.xisuan.billing.store.JournalPosition;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.StoreException;
import io.xisuan.billing.store.StoreServer;
import io.xisuan.cli.JournalPlace;
import io.xisuan.model.InputException;
import io.xisuan.operator.loop.JournalAgreement;
import io.xisuan.operator.metering.journal.JournalSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether the usage journal is there, can go on, and tells the same story as the store. */
final class JournalCheck {
    private JournalCheck() {}

    static List<Finding> look(Ground ground) {
        List<Finding> findings = new ArrayList<>();
        boolean beside =
                StoreServer.of(ground.jdbcUrl()).isPresent() && ground.journal().isEmpty();
        Path folder = ground.journal().map(Path::of).orElse(ground.data().resolve("journal"));
        try (JournalSource journal = beside ? JournalPlace.open(ground.jdbcUrl()) : JournalSource.folder(folder)) {
            long records = journal.head().seq();
            disagreement(ground, journal)
                    .ifPresentOrElse(
                            said -> findings.add(disagrees(journal, said)),
                            () -> findings.add(Finding.ok(
                                    Area.JOURNAL,
                                    journal.place(),
                                    "%,d 条记录，与账本一致".formatted(records),
                                    "%,d records, of one story with the store".formatted(records))));
        } catch (InputException | StoreException e) {
            findings.add(
                    unreadable(ground, beside ? ground.shownUrl() : folder.toString(), String.valueOf(e.getMessage())));
            return findings;
        }
        if (!beside) {
            findings.addAll(folder(folder));
        }
        return findings;
    }

    private static Optional<String> disagreement(Ground ground, JournalSource journal) {
        try (Store store = Store.openReadOnly(ground.jdbcUrl())) {
            Optional<JournalPosition> billed = store.journalPosition();
            return JournalAgreement.disagreement(journal, billed);
        } catch (InputException | StoreException e) {
            // The store's own check says what is wrong with it.
            return Optional.empty();
        }
    }

    private static List<Finding> folder(Path folder) {
        List<Finding> findings = new ArrayList<>();
        if (!Files.isWritable(folder)) {
            findings.add(Finding.of(
                    Area.JOURNAL,
                    Severity.HINT,
                    folder.toString(),
                    new Words("本用户不能写入", "cannot be written by this user"),
                    new Words("若 operator 以别的用户运行，这是正常的", "in order where the operator runs as another user"),
                    "ls -ld " + folder));
        }
        StoreCheck.low(Area.JOURNAL, folder.toString(), free(folder)).ifPresent(findings::add);
        return findings;
    }

    private static OptionalLong free(Path folder) {
        try {
            return OptionalLong.of(Files.getFileStore(folder).getUsableSpace());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static Finding disagrees(JournalSource journal, String said) {
        return Finding.of(
                Area.JOURNAL,
                Severity.ERROR,
                journal.place(),
                new Words("与账本不一致：" + said, said),
                new Words(
                        "两者来自不同的时间（例如只恢复了其中一个）；在一致之前 operator 拒绝启动，不会错开账",
                        "the two are of different times, as when only one was restored; until they agree no operator"
                                + " starts and nothing is billed wrongly"),
                "xisuan journal verify " + journal.place());
    }

    private static Finding unreadable(Ground ground, String place, String said) {
        return Finding.of(
                Area.JOURNAL,
                ground.named() ? Severity.ERROR : Severity.HINT,
                place,
                new Words("读不到：" + said, "cannot be read: " + said),
                new Words(
                        "看不到用量；用 --data 或 --journal 指明，或查明损坏之处",
                        "usage is not seen: name it with --data or --journal, or find what is damaged"),
                "xisuan journal verify " + place);
    }
}
