using Tieline.Server.Calls;
using Tieline.Server.Lightning;

namespace Tieline.Server.Admin.ConnectionPages;

/// <summary>Pure: a number for a call that only proves something: never one for emergencies.</summary>
internal static class CallableNumber
{
    /// <summary>The number as Webex wants it, or the sentence why it is none.</summary>
    public static (string? Destination, string? Problem) Read(string typed, string country, Texts say) =>
        DialedNumber.Read(typed, country) switch
        {
            { Destination: null, Problem: var problem } => (null, say[problem!]),
            { Destination: var number } when DialedNumber.IsEmergency(number, country) => (null, say["ProofNoEmergency"]),
            { Destination: var number } => (number, null),
        };
}
