namespace Tieline.WebexSimulator.OAuth;

/// <summary>The registered applications of one kind, by client id.</summary>
internal sealed class ApplicationStore<T>
    where T : Application
{
    private readonly Dictionary<string, T> byClientId = [];

    public IReadOnlyCollection<T> All => byClientId.Values;

    public T? Find(string? clientId) => clientId is null ? null : byClientId.GetValueOrDefault(clientId);

    public void Upsert(T application) => byClientId[application.ClientId] = application;

    public void Clear() => byClientId.Clear();
}
