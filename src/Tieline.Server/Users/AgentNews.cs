namespace Tieline.Server.Users;

/// <summary>
/// Something an agent's open pages should know. Each room that has news derives its own record from this one;
/// it travels between servers as JSON, so it holds plain data. News may be lost: a page that opens reads the state first.
/// </summary>
public abstract record AgentNews;

/// <summary>The agent's connection to a cloud changed: signed in, signed out or in need of attention.</summary>
/// <param name="Cloud"><c>webex</c> or <c>salesforce</c>.</param>
public sealed record SignInChanged(string Cloud, string State) : AgentNews;
