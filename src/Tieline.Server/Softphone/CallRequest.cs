using Tieline.Server.CallerMatching;
using Tieline.Server.Calls;

namespace Tieline.Server.Softphone;

/// <summary>A button of the softphone was pressed.</summary>
/// <param name="Argument">Tones, a destination, or the session of the second call; null where the command needs none (voicemail for a divert).</param>
public sealed record CallRequest(CallCommand Command, string CallSessionId, string? Argument = null);

/// <summary>A number to dial, with the name under which the agent found it.</summary>
public sealed record DialRequest(string Number, string? Name = null);

/// <summary>The agent said who is calling.</summary>
public sealed record CallerChoice(string CallSessionId, CallerCandidate Candidate);

/// <summary>The agent wants a new record for a caller that nobody knows.</summary>
/// <param name="ObjectName">Contact or Lead.</param>
public sealed record NewCallerRecord(string CallSessionId, string ObjectName);
