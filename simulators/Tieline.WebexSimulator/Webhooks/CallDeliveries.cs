namespace Tieline.WebexSimulator.Webhooks;

/// <summary>Carries the notifications of one call or meeting, or all others, in the mode that held when it began.</summary>
internal sealed class CallDeliveries(DeliveryMode mode, Action<Delivery> send, Action<TimeSpan, Action> later)
{
    private readonly List<Delivery> kept = [];
    private int count;

    public string Mode => mode.Mode;

    public int Kept => kept.Count;

    public void Add(Delivery delivery)
    {
        var index = count++;
        delivery = delivery with { Mode = mode.Mode };
        switch (mode.Mode)
        {
            case "doubled":
                send(delivery);
                send(delivery);
                break;
            case "late":
                later(TimeSpan.FromSeconds(mode.LateSeconds), () => send(delivery));
                break;
            case "lost":
                if (!mode.Lose.Contains(index))
                {
                    send(delivery);
                }

                break;
            case "shuffled" or "held":
                kept.Add(delivery);
                break;
            default:
                send(delivery);
                break;
        }
    }

    /// <summary>The call is over: shuffled notifications leave now, in an order drawn from the seed.</summary>
    public void End()
    {
        if (mode.Mode == "shuffled")
        {
            var shuffled = kept.ToArray();
            new Random(mode.Seed).Shuffle(shuffled);
            kept.Clear();
            Array.ForEach(shuffled, send.Invoke);
        }
    }

    /// <summary>Held notifications leave now, in their order; returns how many.</summary>
    public int Release()
    {
        if (mode.Mode != "held")
        {
            return 0;
        }

        var released = kept.ToArray();
        kept.Clear();
        Array.ForEach(released, send.Invoke);
        return released.Length;
    }
}
