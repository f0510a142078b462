package io.xisuan.billing.store;

/** What the leader says to a request about a site. */
public record SiteAnswer(long request, SiteRequest.State state, String text) {
    public SiteAnswer {
        if (state == SiteRequest.State.PENDING) {
            throw new IllegalArgumentException("Request %d is not answered with nothing".formatted(request));
        }
    }
}
