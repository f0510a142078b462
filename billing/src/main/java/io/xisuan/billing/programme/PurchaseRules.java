package io.xisuan.billing.programme;

import io.xisuan.billing.party.Jurisdiction;
import io.xisuan.billing.usage.Component;
import java.util.List;

/**
 * What may be bought, where, from whom, and for what.
 *
 * @param sites the places where the computing must happen
 * @param unrelatedOnly a rule "true": not from a related party; "none" where the text does not ask
 * @param ownUseOnly a rule "true": no transfer, gift, sale or lending
 * @param ownBuiltExcluded a rule "true": not for machines that the buyer built for its own use
 * @param contractOnce a rule "true": one contract is paid for once only
 */
public record PurchaseRules(
        Field<List<Jurisdiction>> sites,
        Field<SupplierList> suppliers,
        Field<Boolean> unrelatedOnly,
        Field<Boolean> ownUseOnly,
        Field<Boolean> ownBuiltExcluded,
        Field<Boolean> contractOnce,
        Field<List<AcceleratorOrigin>> accelerators,
        Field<List<Component>> components,
        Field<List<Workload>> workloads,
        Field<Stacking> stacking) {}
