namespace Tieline.Server.Users.Launching;

/// <summary>What a panel gets when it is opened.</summary>
/// <param name="Session">Sealed; see <see cref="PanelSession"/>.</param>
internal sealed record OpenedSession(string Session, DateTimeOffset ExpiresAt, OpenedAgent Agent)
{
    public static OpenedSession Of(PanelSessions sessions, Agent agent)
    {
        var (session, expiresAt) = sessions.Open(agent);
        return new OpenedSession(session, expiresAt, new OpenedAgent(agent.Id, agent.Name, agent.Language));
    }
}

internal sealed record OpenedAgent(Guid Id, string Name, string Language);
