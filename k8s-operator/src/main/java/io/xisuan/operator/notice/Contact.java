package io.xisuan.operator.notice;

import io.xisuan.billing.rendering.Language;
import io.xisuan.model.TenantId;
import java.util.List;

/** The people of a tenant that mail goes to, and the language they read. */
public record Contact(TenantId tenant, List<String> addresses, Language language) {
    public Contact {
        addresses = List.copyOf(addresses);
    }
}
