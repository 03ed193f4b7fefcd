using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.Webhooks;

/// <summary>Carries the notifications that belong to no call and to no meeting that runs, in the mode of the moment.</summary>
internal sealed class OtherDeliveries(WebexCloud cloud)
{
    private CallDeliveries? deliveries;

    public void Add(Delivery delivery) => (deliveries ??= cloud.NewDeliveries()).Add(delivery);

    /// <summary>What was kept back leaves now; returns how many.</summary>
    public int Release()
    {
        var kept = deliveries?.Kept ?? 0;
        deliveries?.End();
        deliveries?.Release();
        return kept;
    }

    /// <summary>A new way of delivering: what the old one kept back leaves first.</summary>
    public void ChangeMode()
    {
        Release();
        deliveries = null;
    }

    public void Clear() => deliveries = null;
}
