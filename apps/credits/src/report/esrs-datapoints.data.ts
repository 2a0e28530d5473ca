/**
 * Paragraphs of ESRS E1 (Delegated Regulation (EU) 2023/2772) that a figure is a part of: stable names by which a tagging tool
 * finds it. A report covers recorded workloads only, so its figures are parts of what the paragraphs ask for.
 */
export const ESRS = {
  energy: 'E1-5.37',
  locationBased: 'E1-6.49(a)',
  marketBased: 'E1-6.49(b)',
  cancelled: 'E1-7.59(a)',
  planned: 'E1-7.59(b)',
  byMitigation: 'E1-7.AR62(a)',
  byPathway: 'E1-7.AR62(b)',
  byStandard: 'E1-7.AR62(c)',
  byEuProject: 'E1-7.AR62(d)',
  byAdjustment: 'E1-7.AR62(e)',
};
