import type { Fee } from '@tilik/db/schema';

type CurrentFee = Pick<Fee, 'startsOn' | 'rupiah' | 'reference'>;

/** What a passport of one validity costs, electronic beside ordinary; null where there is none of the kind. */
export interface FeePair {
  readonly validityYears: number;
  readonly electronic: CurrentFee | null;
  readonly ordinary: CurrentFee | null;
  /** Electronic less ordinary; null where one of them is not known. */
  readonly difference: number | null;
}

/** Of fees in the order of their start the ones that hold at the end, the electronic passport beside the ordinary one. */
export function currentFees(fees: readonly Fee[]): FeePair[] {
  const years = [...new Set(fees.map(({ validityYears }) => validityYears))].sort((one, other) => one - other);
  return years.flatMap((validityYears) => {
    const last = (type: Fee['passportType']): CurrentFee | null => {
      const fee = fees.findLast((one) => one.passportType === type && one.validityYears === validityYears);
      return fee ? { startsOn: fee.startsOn, rupiah: fee.rupiah, reference: fee.reference } : null;
    };
    const [electronic, ordinary] = [last('electronic'), last('ordinary')];
    if (!electronic && !ordinary) return [];
    const difference = electronic && ordinary ? electronic.rupiah - ordinary.rupiah : null;
    return [{ validityYears, electronic, ordinary, difference }];
  });
}
