using System.Text.Json.Serialization;

namespace Tieline.WebexSimulator.Webinars;

/// <summary>
/// The registrants of one series: a crowd made from a seed, if there is one, with what was changed of it, and those who registered one by one.
/// </summary>
internal sealed record RegistrantBook
{
    public Crowd? Crowd { get; set; }

    public Dictionary<int, string> CrowdStatus { get; init; } = [];

    public HashSet<int> CrowdDeleted { get; init; } = [];

    public List<Registrant> Own { get; init; } = [];

    [JsonIgnore]
    public int Count => (Crowd?.Count ?? 0) - CrowdDeleted.Count + Own.Count;

    /// <summary>Those registered from one instant up to another, without making more of them than are asked for.</summary>
    public (int Count, Func<int, Registrant> At) Between(DateTimeOffset from, DateTimeOffset to)
    {
        var (first, end) = Crowd is null ? (0, 0) : (Crowd.FirstAt(from), Crowd.FirstAt(to));
        var kept = CrowdDeleted.Count == 0 ? null : Enumerable.Range(first, end - first).Where(number => !CrowdDeleted.Contains(number)).ToArray();
        var crowded = kept?.Length ?? end - first;
        var own = Own.Where(one => one.RegistrationTime >= from && one.RegistrationTime < to).ToArray();
        return (crowded + own.Length, index => index >= crowded ? own[index - crowded] : OfCrowd(kept?[index] ?? first + index));
    }

    public Registrant? Find(string id) => Own.Find(one => one.Id == id) ?? Kept(Crowd?.NumberOfId(id));

    public Registrant? FindByEmail(string email) =>
        Own.Find(one => string.Equals(one.Email, email, StringComparison.OrdinalIgnoreCase)) ?? Kept(Crowd?.NumberOfEmail(email));

    public void SetStatus(Registrant registrant, string status)
    {
        if (Own.Find(one => one.Id == registrant.Id) is { } own)
        {
            own.Status = status;
        }
        else
        {
            CrowdStatus[Crowd!.NumberOfId(registrant.Id)!.Value] = status;
        }
    }

    public void Remove(Registrant registrant)
    {
        if (Own.RemoveAll(one => one.Id == registrant.Id) == 0)
        {
            CrowdDeleted.Add(Crowd!.NumberOfId(registrant.Id)!.Value);
        }
    }

    public bool HasLeft(int number) => CrowdDeleted.Contains(number);

    public Registrant OfCrowd(int number)
    {
        var registrant = Crowd![number];
        return CrowdStatus.TryGetValue(number, out var status) ? registrant with { Status = status } : registrant;
    }

    private Registrant? Kept(int? number) => number is { } found && !CrowdDeleted.Contains(found) ? OfCrowd(found) : null;
}
