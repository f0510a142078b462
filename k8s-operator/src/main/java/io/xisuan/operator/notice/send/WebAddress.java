package io.xisuan.operator.notice.send;

import io.xisuan.operator.notice.Channel;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Web addresses of receivers: HTTPS, or HTTP for what is near; those from files are secrets and never shown. */
final class WebAddress {
    private WebAddress() {}

    /** Returns the address of a text, or empty when it is none. */
    static Optional<URI> parse(String text) {
        try {
            URI uri = new URI(text.strip());
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web && uri.getHost() != null && uri.getUserInfo() == null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Returns where a channel sends to now. */
    static URI of(Channel.Place place) throws Unsent {
        if (place.plain().isPresent()) {
            return place.plain().get();
        }
        String text = SecretFiles.text(place.file().orElseThrow());
        return parse(text)
                .orElseThrow(() -> Unsent.again(
                        "%s holds no web address".formatted(place.file().orElseThrow())));
    }
}
