using System.Text.Json;

namespace Tieline.Server.Users;

/// <summary>News as it travels between servers: the record's name and its JSON. Only records derived from <see cref="AgentNews"/> are read back.</summary>
internal static class AgentNewsWire
{
    private static readonly Dictionary<string, Type> Types = typeof(AgentNews).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(AgentNews)))
        .ToDictionary(type => type.FullName!);

    public static (string Type, string Json) Write(AgentNews news) => (news.GetType().FullName!, JsonSerializer.Serialize(news, news.GetType()));

    /// <summary>Null for a record that this server does not have: the other one is newer.</summary>
    public static AgentNews? Read(string type, string json) =>
        Types.TryGetValue(type, out var known) ? (AgentNews?)JsonSerializer.Deserialize(json, known) : null;
}
