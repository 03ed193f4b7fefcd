namespace Tieline.Server.Calls;

/// <summary>
/// When a fact about a leg held, for deciding which of two contradicting facts is the newer one: by the cloud's time, then by whether we asked
/// for it (the answer to a question is newer than what was heard of the same time before), then by how far the call had got.
/// </summary>
public readonly record struct Stamp(DateTimeOffset At, int Rank, int Asked = 0) : IComparable<Stamp>
{
    public int CompareTo(Stamp other) =>
        At != other.At ? At.CompareTo(other.At) : Asked != other.Asked ? Asked.CompareTo(other.Asked) : Rank.CompareTo(other.Rank);
}

/// <summary>A fact and when it held.</summary>
public sealed record Stamped<T>(T Value, Stamp At);

internal static class Stamping
{
    /// <summary>The newer of the two; the known one when they are equally new.</summary>
    public static Stamped<T> Or<T>(this Stamped<T>? known, T value, Stamp at) =>
        known is not null && known.At.CompareTo(at) >= 0 ? known : new Stamped<T>(value, at);
}
