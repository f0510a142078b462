package io.xisuan.operator.notice.send;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.model.InputException;
import io.xisuan.operator.notice.NoticeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the file of {@code --notices} says now: read again when it changes; while it is wrong, what it said before counts. For one thread. */
public final class NoticeSettings {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeSettings.class);

    private final Path file;
    private NoticeOptions options;
    private String digest;

    /**
     * Reads the file for the first time.
     *
     * @throws InputException when anything is wrong with it
     */
    public NoticeSettings(Path file) {
        this.file = file;
        this.options = NoticeFile.read(file);
        this.digest = digest();
    }

    /** Returns what counts now. */
    public NoticeOptions now() {
        String seen = digest();
        if (!seen.equals(digest)) {
            digest = seen;
            try {
                options = NoticeFile.read(file);
                LOG.info("{} was read again", file);
            } catch (InputException e) {
                LOG.error("the notices go on as before: {}", e.getMessage());
            }
        }
        return options;
    }

    private String digest() {
        try {
            return Sha256.hex(Files.readAllBytes(file));
        } catch (IOException e) {
            return "";
        }
    }
}
