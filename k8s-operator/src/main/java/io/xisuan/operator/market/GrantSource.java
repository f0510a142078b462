package io.xisuan.operator.market;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.xisuan.model.InputException;
import io.xisuan.model.VoucherId;
import io.xisuan.operator.api.v1alpha1.Voucher;
import io.xisuan.operator.api.v1alpha1.VoucherSpec;

/**
 * A grant letter as it was seen: on the API server now, or recorded at its first sight. A recorded one counts even when its Voucher is
 * deleted.
 *
 * @param stored whether it was recorded before; it then counts and what the API server says beside it does not
 */
public record GrantSource(String namespace, String name, VoucherSpec spec, boolean stored) {
    /** What a later version of the program wrote besides is no reason to lose a grant. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Returns the grant of a resource. */
    public static GrantSource of(Voucher voucher) {
        return new GrantSource(
                voucher.getMetadata().getNamespace(), voucher.getMetadata().getName(), voucher.getSpec(), false);
    }

    /**
     * Returns a recorded grant.
     *
     * @param specJson what {@link #specJson} gave when it was recorded
     * @throws InputException when the text is no spec of a Voucher
     */
    public static GrantSource stored(VoucherId voucher, String specJson) {
        String id = voucher.value();
        int slash = id.indexOf('/');
        if (slash < 1) {
            throw InputException.of("The recorded grant %s is not named NAMESPACE/NAME".formatted(id));
        }
        try {
            VoucherSpec spec = MAPPER.readValue(specJson, VoucherSpec.class);
            return new GrantSource(id.substring(0, slash), id.substring(slash + 1), spec, true);
        } catch (JsonProcessingException e) {
            throw InputException.of(
                    "The recorded grant %s is no spec of a Voucher: %s".formatted(id, e.getOriginalMessage()));
        }
    }

    /** Returns the grant's id: one per namespace and name, for ever. */
    public VoucherId voucher() {
        return new VoucherId(namespace + "/" + name);
    }

    /** Returns the spec as it is recorded. */
    public String specJson() {
        try {
            return MAPPER.writeValueAsString(spec);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The spec of grant %s cannot be written".formatted(voucher()), e);
        }
    }
}
