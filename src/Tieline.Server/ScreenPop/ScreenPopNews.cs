using Tieline.Server.CallerMatching;
using Tieline.Server.Users;

namespace Tieline.Server.ScreenPop;

/// <summary>What the page that was focused last should do about a call: open a record, offer a choice, or offer a new record.</summary>
/// <param name="Open">The record to open by itself; null when the agent chooses.</param>
/// <param name="Match">All candidates, for the choice.</param>
public sealed record ScreenPopAsked(string CallSessionId, PopTarget? Open, CallerMatch Match) : AgentNews;

/// <param name="ObjectName">Contact, Lead, Account or User.</param>
public sealed record PopTarget(string RecordId, string ObjectName, string Name);
