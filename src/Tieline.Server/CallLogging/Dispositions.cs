namespace Tieline.Server.CallLogging;

/// <summary>How a call went, as long as an admin has not named the org's own words: what is written to <c>Task.CallDisposition</c> and the key of the agent's word for it.</summary>
internal static class Dispositions
{
    public static readonly IReadOnlyList<(string Value, string TextKey)> Usual =
    [
        ("Reached", "DispositionReached"),
        ("Left a message", "DispositionLeftMessage"),
        ("No answer", "DispositionNoAnswer"),
        ("Call back later", "DispositionCallBack"),
        ("Wrong number", "DispositionWrongNumber"),
    ];
}
