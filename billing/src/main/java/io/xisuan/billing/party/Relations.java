package io.xisuan.billing.party;

import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who is under the same control as a tenant: what it controls, is controlled by, or shares a controller with, directly or indirectly.
 * Programmes exclude purchases from related parties, and some count related firms as one.
 *
 * @param suppliers sorted
 * @param tenants sorted
 */
public record Relations(List<SupplierId> suppliers, List<TenantId> tenants) {
    /** Related to nobody. */
    public static final Relations NONE = new Relations(List.of(), List.of());

    public Relations {
        suppliers = List.copyOf(new TreeSet<>(suppliers));
        tenants = List.copyOf(new TreeSet<>(tenants));
    }

    /** Returns the relations with suppliers alone. */
    public static Relations with(List<SupplierId> suppliers) {
        return new Relations(suppliers, List.of());
    }

    private Relations plus(TenantId tenant) {
        TreeSet<TenantId> more = new TreeSet<>(tenants);
        more.add(tenant);
        return new Relations(suppliers, List.copyOf(more));
    }

    /**
     * Returns the parties with the relations between tenants made mutual: what one declares holds for both. What a tenant declares of one
     * that is not among them stays as it is. Relations are not carried on to third parties: control is for people to judge.
     */
    public static SortedMap<TenantId, Party> mutual(Collection<Party> parties) {
        SortedMap<TenantId, Party> mutual = new TreeMap<>();
        parties.forEach(party -> mutual.put(party.tenant(), party));
        for (Party party : parties) {
            for (TenantId other : party.relations().tenants()) {
                mutual.computeIfPresent(
                        other, (id, known) -> known.related(known.relations().plus(party.tenant())));
            }
        }
        return mutual;
    }
}
