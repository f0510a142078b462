package io.xisuan.operator.notice.send;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;

/**
 * JSON by HTTP POST: redirects are not followed, the answer is read as far as it is short, and all of it ends within half a minute however
 * slow the receiver is.
 */
final class Posting {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration IN_ALL = Duration.ofSeconds(30);

    private final Duration patience;

    Posting() {
        this(IN_ALL);
    }

    Posting(Duration patience) {
        this.patience = patience;
    }

    /**
     * What came back.
     *
     * @param text the beginning of the body
     */
    record Answer(int status, String text, Optional<String> retryAfter) {}

    /** Posts a body and returns the answer, whatever it says. */
    Answer post(URI to, Optional<Path> caFile, SortedMap<String, String> headers, String body) throws Unsent {
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .timeout(patience)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "xisuan-notices/1")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            request.header(header.getKey(), header.getValue());
        }
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT.compareTo(patience) < 0 ? CONNECT : patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(Trust.context(caFile))
                .build();
        try {
            return answer(client.sendAsync(request.build(), info -> new ShortBody()));
        } finally {
            client.shutdownNow();
        }
    }

    private Answer answer(CompletableFuture<HttpResponse<String>> asked) throws Unsent {
        try {
            HttpResponse<String> answer = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(
                    answer.statusCode(), answer.body(), answer.headers().firstValue("Retry-After"));
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw Unsent.uncertain("no answer within %d s".formatted(patience.toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Unsent.uncertain("stopped while it waited for an answer");
        } catch (ExecutionException e) {
            throw unsent(e);
        }
    }

    /** What failed before the request could go out did not arrive; of the rest nobody knows. */
    private static Unsent unsent(Throwable failure) {
        boolean before = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof ConnectException
                        || cause instanceof HttpConnectTimeoutException
                        || cause instanceof UnresolvedAddressException
                        || cause instanceof SSLHandshakeException);
        String said = said(failure);
        return before ? Unsent.again("not reached: " + said) : Unsent.uncertain("the connection broke: " + said);
    }

    private static String said(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof ConnectException)) {
            cause = cause.getCause();
        }
        if (cause instanceof ConnectException && cause.getMessage() == null) {
            return "connection refused";
        }
        String text =
                cause.getMessage() == null ? cause.getClass().getSimpleName() : String.valueOf(cause.getMessage());
        return cause instanceof IOException || cause instanceof UnresolvedAddressException
                ? text
                : cause.getClass().getSimpleName() + ": " + text;
    }
}
