using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Messaging.Contents;

namespace Tieline.WebexSimulator.Messaging.Messages;

/// <summary>A message as it was sent, with its file if it has one.</summary>
internal sealed record Draft(JsonBody Body, Upload? File, bool IsForm = false);
