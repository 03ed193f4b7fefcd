namespace Tieline.WebexSimulator.OAuth;

internal sealed class IntegrationStore
{
    private readonly Dictionary<string, Integration> byClientId = [];

    public IReadOnlyCollection<Integration> All => byClientId.Values;

    public Integration? Find(string? clientId) => clientId is null ? null : byClientId.GetValueOrDefault(clientId);

    public void Upsert(Integration integration) => byClientId[integration.ClientId] = integration;

    public void Clear() => byClientId.Clear();
}
