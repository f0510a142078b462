package io.xisuan.operator.notice;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A way to people; secrets are read from files when something is sent, so that they can be changed. */
public sealed interface Channel {
    /** Returns what routes call it. */
    String name();

    /** Returns how many messages it takes in a minute. */
    int perMinute();

    /**
     * Where a web address is written.
     *
     * @param plain the address itself; empty where it is a secret and in a file
     * @param file a file with the address alone
     */
    record Place(Optional<URI> plain, Optional<Path> file) {
        public Place {
            if (plain.isPresent() == file.isPresent()) {
                throw new IllegalArgumentException("write url or urlFile");
            }
        }
    }

    /**
     * JSON by HTTP, signed as Standard Webhooks say.
     *
     * @param secretFile one secret a line; empty for none
     * @param caFile whose certificates are trusted; empty for the usual ones
     */
    record Webhook(String name, Place place, Optional<Path> secretFile, Optional<Path> caFile, int perMinute)
            implements Channel {}

    /**
     * Mail through one server.
     *
     * @param to who gets all that is routed here; none: the contacts of the tenant that a notice is about
     */
    record Mail(String name, MailServer server, String from, List<String> to, int perMinute) implements Channel {
        public Mail {
            to = List.copyOf(to);
        }
    }

    /**
     * A robot of a WeCom group.
     *
     * @param caFile whose certificates are trusted; empty for the usual ones
     */
    record Wecom(String name, Place place, Optional<Path> caFile, int perMinute) implements Channel {}
}
