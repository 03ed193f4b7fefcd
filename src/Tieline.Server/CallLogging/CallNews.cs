using Tieline.Server.Calls;
using Tieline.Server.Users;

namespace Tieline.Server.CallLogging;

/// <summary>News for the agent's pages: one of the agent's calls changed. A page that missed some reads <see cref="CallBoard"/>; of two, the higher version is newer.</summary>
public sealed record CallChanged(CallView Call) : AgentNews;

/// <summary>News for the agent's pages: the agent is done with a log, which no page need offer any more.</summary>
public sealed record CallLogLeft(string CallSessionId) : AgentNews;

/// <summary>News for the agent's pages: what became of a log.</summary>
public sealed record CallLogChanged(string CallSessionId, string? TaskId, string? Problem, string? ProblemDetail) : AgentNews;
