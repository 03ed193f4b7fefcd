namespace Tieline.WebexSimulator.Webhooks;

/// <summary>All webhooks, kept by the person who made them.</summary>
internal sealed class WebhookStore
{
    private readonly Dictionary<string, Webhook> byId = [];
    private readonly Dictionary<string, List<Webhook>> byCreator = [];

    public IReadOnlyCollection<Webhook> All => byId.Values;

    public IReadOnlyList<Webhook> Of(string personId) => byCreator.GetValueOrDefault(personId, []);

    public Webhook? Find(string id) => byId.GetValueOrDefault(id);

    public void Add(Webhook webhook)
    {
        byId[webhook.Id] = webhook;
        if (!byCreator.TryGetValue(webhook.CreatedBy, out var list))
        {
            byCreator[webhook.CreatedBy] = list = [];
        }

        list.Add(webhook);
    }

    public void Remove(Webhook webhook)
    {
        webhook.Deleted = true;
        byId.Remove(webhook.Id);
        byCreator[webhook.CreatedBy].Remove(webhook);
    }

    public void Clear()
    {
        byId.Clear();
        byCreator.Clear();
    }
}
